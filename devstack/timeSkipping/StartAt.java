import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.net.InetSocketAddress;

/** Temporal's time-skipping server on the loopback interface, its clock set to any instant: StartAt PORT MILLIS. */
public final class StartAt {
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    long millis = Long.parseLong(args[1]);
    // Locked: time passes as on a wall until a client unlocks it.
    TestServicesStarter services = new TestServicesStarter(true, millis);
    NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port));
    GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), builder);
    Server server = builder.build().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      server.shutdownNow();
      services.close();
    }));
    server.awaitTermination();
  }
}
