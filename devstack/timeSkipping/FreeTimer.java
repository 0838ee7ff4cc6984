package io.temporal.internal.testservice;

import io.temporal.workflow.Functions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The server's timer, without the lock that a child workflow takes when it ends. Its parent gives that lock back when it hears of
 * the end; a parent that has ended itself never does, and time would stand still for good. Neither the taking nor the giving back is passed on.
 */
final class FreeTimer implements SelfAdvancingTimer {
  private static final String TAKEN = " notify parent";
  private static final Set<String> GIVEN_BACK = Set.of("childWorkflowCompleted", "childWorkflowFailed", "childWorkflowCanceled", "childWorkflowTimedOut");

  private final SelfAdvancingTimer timer;

  FreeTimer(SelfAdvancingTimer timer) {
    this.timer = timer;
  }

  @Override
  public void updateLocks(List<RequestContext.TimerLockChange> changes) {
    timer.updateLocks(changes.stream().filter(each -> !each.getCaller().endsWith(TAKEN) && !GIVEN_BACK.contains(each.getCaller())).collect(Collectors.toList()));
  }

  @Override
  public Functions.Proc schedule(Duration delay, Runnable task) {
    return timer.schedule(delay, task);
  }

  @Override
  public Functions.Proc schedule(Duration delay, Runnable task, String taskInfo) {
    return timer.schedule(delay, task, taskInfo);
  }

  @Override
  public Functions.Proc scheduleAt(Instant instant, Runnable task, String taskInfo) {
    return timer.scheduleAt(instant, task, taskInfo);
  }

  @Override
  public LongSupplier getClock() {
    return timer.getClock();
  }

  @Override
  public LockHandle lockTimeSkipping(String caller) {
    return timer.lockTimeSkipping(caller);
  }

  @Override
  public void unlockTimeSkipping(String caller) {
    timer.unlockTimeSkipping(caller);
  }

  @Override
  public Instant skip(Duration duration) {
    return timer.skip(duration);
  }

  @Override
  public void skipTo(Instant instant) {
    timer.skipTo(instant);
  }

  @Override
  public void getDiagnostics(StringBuilder result) {
    timer.getDiagnostics(result);
  }

  @Override
  public void shutdown() {
    timer.shutdown();
  }
}
