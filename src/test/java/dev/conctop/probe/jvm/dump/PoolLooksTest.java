package dev.conctop.probe.jvm.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.jvm.dump.WorkTable.Does;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.jvm.JvmPool;
import dev.conctop.sample.jvm.JvmPool.Shortage;
import dev.conctop.sample.jvm.LockChain;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dumps in, shortages out. */
class PoolLooksTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String PARKING = "WAITING (parking)";
  private static final String WORKER = "java.util.concurrent.ThreadPoolExecutor.runWorker";
  private static final String CONDITION =
      "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject";

  /** The same dump so many times, half a second apart. */
  private static PoolLooks looks(ThreadDump dump, int times) {
    PoolLooks looks = new PoolLooks();
    for (int i = 0; i < times; i++) {
      looks.look(dump, i * SECOND / 2, _ -> 7);
    }
    return looks;
  }

  private static DumpedThread thread(int nid, String name, String state, String... frames) {
    return new DumpedThread(
        nid, name, true, state, CONDITION, "", List.of(), List.of(frames), false);
  }

  private static ThreadDump dump(DumpedThread... threads) {
    return new ThreadDump("25", List.of(threads), List.of(), List.of());
  }

  @Test
  void aPoolThatWaitsForItself() throws IOException {
    ThreadDump nested = ThreadDumpParserTest.dump("nested", "25");
    assertTrue(looks(nested, 3).pools().isEmpty(), "one second is not long enough");
    assertTrue(looks(nested, 3).suspicious());
    PoolLooks looks = looks(nested, 4);
    assertEquals(List.of(new JvmPool(Shortage.DEADLOCK, "pool-1-thread", 4, 0, "")), looks.pools());
    assertEquals(4, looks.held().size());
  }

  @Test
  void whoMovesIsInNoDeadlock() throws IOException {
    PoolLooks looks = new PoolLooks();
    ThreadDump nested = ThreadDumpParserTest.dump("nested", "25");
    for (int i = 0; i < 8; i++) {
      long switches = i;
      looks.look(nested, i * SECOND, _ -> switches);
    }
    assertEquals(List.of(), looks.pools());
  }

  @Test
  void anotherPoolAtWorkMayBringTheResults() {
    String future = "java.util.concurrent.FutureTask.get";
    ThreadDump dump =
        dump(
            thread(1, "outer-1", PARKING, future, "shop.Order.total", WORKER),
            thread(2, "inner-1", "TIMED_WAITING (sleeping)", "shop.Price.get", WORKER));
    assertEquals(List.of(), looks(dump, 30).pools());
  }

  @Test
  void aHundredThatWantFourConnections() throws IOException {
    ThreadDump borrow = ThreadDumpParserTest.dump("borrow", "25");
    assertEquals(List.of(), looks(borrow, 3).pools(), "consumers of a queue look like this, too");
    JvmPool pool = looks(borrow, 4).pools().getFirst();
    assertEquals(Shortage.RESOURCE, pool.shortage());
    assertEquals("http", pool.name());
    assertEquals(100, pool.waiting() + pool.working());
    assertTrue(pool.resource().startsWith("ArrayBlockingQueue.take in Borrow."), pool.resource());
  }

  @Test
  void consumersThatComeAndGoAreStarvedOfNothing() {
    String take = "java.util.concurrent.LinkedBlockingQueue.take";
    PoolLooks looks = new PoolLooks();
    for (int i = 0; i < 12; i++) {
      DumpedThread[] crew = new DumpedThread[20];
      for (int k = 0; k < crew.length; k++) {
        boolean busy = k < 1 + i % 3;
        crew[k] =
            thread(
                k + 1,
                "mail-" + k,
                busy ? "RUNNABLE" : PARKING,
                busy ? "x.Y.z" : take,
                "mail.Sender.run");
      }
      looks.look(dump(crew), i * SECOND, _ -> 1);
      assertEquals(List.of(), looks.pools());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "com.zaxxer.hikari.util.ConcurrentBag.borrow",
    "org.apache.commons.pool2.impl.GenericObjectPool.borrowObject",
    "java.util.concurrent.Semaphore.acquire"
  })
  void knownPoolsAreCertainInTwoLooks(String frame) {
    ThreadDump dump =
        dump(
            thread(1, "exec-1", "TIMED_WAITING (parking)", frame, "shop.Dao.find", WORKER),
            thread(2, "exec-2", "TIMED_WAITING (parking)", frame, "shop.Dao.find", WORKER),
            thread(3, "exec-3", "RUNNABLE", "shop.Dao.find", WORKER));
    JvmPool pool = looks(dump, 2).pools().getFirst();
    assertEquals(Shortage.RESOURCE, pool.shortage());
    assertEquals(2, pool.waiting());
    assertEquals(Part.LOCK, WaitWords.of(dump.threads().getFirst()));
  }

  @Test
  void aPoolWithoutAFreeWorkerAndAQueueBeforeIt() throws IOException {
    JvmPool pool = looks(ThreadDumpParserTest.dump("pile", "25"), 3).pools().getFirst();
    assertEquals(new JvmPool(Shortage.WORKERS, "pool-1-thread", 1, 4, ""), pool);
  }

  @ParameterizedTest
  @CsvSource({"17", "21", "25"})
  void idleWorkersAreShortOfNothing(String jdk) throws IOException {
    assertEquals(List.of(), looks(ThreadDumpParserTest.dump(jdk), 20).pools());
  }

  @ParameterizedTest
  @CsvSource({
    "java.util.concurrent.ThreadPoolExecutor.getTask, NOTHING, IDLE",
    "java.util.concurrent.FutureTask.get, AWAITS_RESULT, IDLE",
    "java.util.concurrent.CompletableFuture.join, AWAITS_RESULT, IDLE",
    "java.util.concurrent.LinkedBlockingDeque.pollFirst, WANTS_RESOURCE, LOCK",
    "java.util.concurrent.ArrayBlockingQueue.put, HANDS_OVER, IDLE"
  })
  void whatAWorkerDoes(String frame, Does does, Part part) {
    DumpedThread thread = thread(1, "w-1", PARKING, "jdk.internal.misc.Unsafe.park", frame, WORKER);
    assertEquals(does, WorkTable.of(thread));
    assertEquals(part, WaitWords.of(thread));
  }

  @ParameterizedTest
  @CsvSource({"pool-1-thread-3, pool-1-thread", "Thread-0, Thread", "main, main", "7, 7"})
  void threadsOfOneName(String name, String common) {
    assertEquals(common, PoolLooks.common(name));
  }

  @Test
  void theLastOwnerAndTheRowBeforeIt() {
    DumpedThread owner = holds(1, "owner", "", "0x1");
    DumpedThread middle = holds(2, "middle", "0x1", "0x2");
    LockChain chain =
        LockChains.of(dump(owner, middle, holds(3, "a", "0x2", "0x3"), holds(4, "b", "0x2", "0x4")))
            .getFirst();
    assertEquals("owner", chain.owner());
    assertEquals(3, chain.waiters());
    assertEquals(List.of("middle", "owner"), chain.longest().subList(1, 3));
  }

  @Test
  void aRingHasNoLastOwner() {
    ThreadDump ring =
        dump(holds(1, "a", "0x2", "0x1"), holds(2, "b", "0x1", "0x2"), holds(3, "c", "0x1", "0x3"));
    assertEquals(List.of(), LockChains.of(ring));
  }

  private static DumpedThread holds(int nid, String name, String wants, String has) {
    return new DumpedThread(
        nid, name, true, "BLOCKED", "", wants, List.of(has), List.of("a.B.c"), false);
  }
}
