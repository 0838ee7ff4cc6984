package io.temporal.internal.testservice;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;

/** Temporal's time-skipping server on the loopback interface, its clock set to any instant: StartAt PORT MILLIS. */
public final class StartAt {
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    long millis = Long.parseLong(args[1]);
    SelfAdvancingTimer timer = new FreeTimer(new SelfAdvancingTimerImpl(millis, Clock.systemDefaultZone()));
    TestVisibilityStore visibility = new TestVisibilityStoreImpl();
    TestNexusEndpointStore endpoints = new TestNexusEndpointStoreImpl();
    TestWorkflowStore store = new TestWorkflowStoreImpl(timer);
    TestWorkflowService workflows = new TestWorkflowService(store, visibility, endpoints, timer);
    TestOperatorService operator = new TestOperatorService(visibility, endpoints);
    // Locked: time passes as on a wall until a client unlocks it.
    TestService time = new TestService(store, timer, true);
    NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port));
    GRPCServerHelper.registerServicesAndHealthChecks(List.<BindableService>of(operator, time, workflows), builder);
    Server server = builder.build().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      server.shutdownNow();
      workflows.close();
      timer.shutdown();
    }));
    server.awaitTermination();
  }
}
