package dev.conctop.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.record.FeedWriter;
import dev.conctop.record.Header;
import dev.conctop.record.fact.Entry;
import dev.conctop.remote.Link.Phase;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Figure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several hosts, some of which lie, flood or are not there: the others do not notice. */
class LinksTest implements Links.Listener {
  private static final long SECOND = 1_000_000_000L;

  private final Map<String, Fake> fakes = new HashMap<>();
  private final List<String> heard = new ArrayList<>();
  private Links links;
  private long now;

  /** A host that says what a test has it say. */
  private static final class Fake implements Connection {
    private final ByteArrayOutputStream feed = new ByteArrayOutputStream();
    private final FeedWriter writer;
    private final List<String> asked = new ArrayList<>();
    private byte[] unread = new byte[0];
    private boolean over;
    private boolean closed;
    private int code;
    private String words = "";

    Fake() throws IOException {
      Header header =
          new Header("conctop 9", "there", 2, List.of(), 0, 0, false, OptionalLong.empty());
      writer = new FeedWriter(Channels.newChannel(feed), header);
    }

    /** One look, by a clock of its own. */
    void look(long nanos) throws IOException {
      ObserverCost cost = new ObserverCost(Figure.exact(0), 1, 1, 0, "", CauseRate.none());
      writer.write(List.of(new Entry.Seen(nanos, cost)));
      say(feed.toByteArray());
      feed.reset();
    }

    /** What time it is there, for who asked. */
    void echo(long asked, long nanos) throws IOException {
      writer.echo(asked, nanos);
      say(feed.toByteArray());
      feed.reset();
    }

    void say(byte[] bytes) {
      byte[] more = new byte[unread.length + bytes.length];
      System.arraycopy(unread, 0, more, 0, unread.length);
      System.arraycopy(bytes, 0, more, unread.length, bytes.length);
      unread = more;
    }

    void end(int exitCode, String lastWords) {
      over = true;
      code = exitCode;
      words = lastWords;
    }

    @Override
    public int read(byte[] into) {
      int length = Math.min(into.length, unread.length);
      System.arraycopy(unread, 0, into, 0, length);
      byte[] left = new byte[unread.length - length];
      System.arraycopy(unread, length, left, 0, left.length);
      unread = left;
      return length;
    }

    @Override
    public boolean ended() {
      return over;
    }

    @Override
    public int exitCode() {
      return code;
    }

    @Override
    public String lastWords() {
      return words;
    }

    @Override
    public void send(String line) {
      asked.add(line);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Override
  public void began(int host, Header header) {
    heard.add(host + " " + header.writer());
  }

  @Override
  public void told(int host, Entry entry) {
    if (entry instanceof Entry.Seen(long _, MachineInfo info)) {
      heard.add(host + " " + info.hostName());
    }
  }

  @BeforeEach
  void connect() {
    List<Address> hosts =
        List.of(Address.parse("good"), Address.parse("bad"), Address.parse("other"));
    links =
        new Links(
            hosts,
            (to, remote) -> {
              Fake fake = new Fake();
              fake.asked.add(remote);
              fakes.put(to.written(), fake);
              return fake;
            },
            new Links.Wish("conctop feed", SECOND),
            new SplittableRandom(1),
            this,
            0);
    links.turn(0);
  }

  private Fake fake(String name) {
    return fakes.get(name);
  }

  private void turn(double second) throws IOException {
    now = Math.round(second * SECOND);
    links.turn(now);
  }

  @Test
  void theWayIsPartOfTheAgeOnceTheTimeThereIsKnown() throws IOException {
    long there = 7000 * SECOND;
    fake("good").look(there + SECOND - SECOND / 10);
    turn(1);
    assertEquals(0, links.lag(0).lateNanos());
    assertTrue(fake("good").asked.contains("clock " + SECOND));
    fake("good").echo(SECOND, there + SECOND + SECOND / 10);
    turn(1.2);
    fake("good").look(there + 2 * SECOND - SECOND / 10);
    turn(2);
    assertEquals(0.1 * SECOND, links.lag(0).lateNanos(), 0.001 * SECOND);
  }

  @Test
  void theTimeIsAskedAtEachOfTheFirstLooksThenSeldom() throws IOException {
    for (int second = 1; second <= 60; second++) {
      fake("good").look(second * SECOND);
      turn(second);
    }
    assertEquals(8, fake("good").asked.stream().filter(line -> line.startsWith("clock ")).count());
  }

  @Test
  void asksWithItsInterval() {
    assertEquals("conctop feed --interval 1000ms", fake("good").asked.getFirst());
    links.interval(2 * SECOND);
    assertTrue(fake("good").asked.contains("interval 2000000000"));
  }

  /** What becomes of the others while one host does something. */
  private void othersGoOn(Runnable what, String reason) throws IOException {
    for (int second = 1; second <= 4; second++) {
      fake("good").look(second * SECOND);
      fake("other").look(7000 * SECOND + second * SECOND);
      if (second == 2) {
        what.run();
      }
      turn(second);
      turn(second + 0.1);
      assertEquals(Phase.LIVE, links.link(0).phase());
      assertEquals(Phase.LIVE, links.link(2).phase());
    }
    assertEquals(Phase.FAILED, links.link(1).phase());
    assertTrue(links.link(1).trouble().reason().contains(reason), links.link(1).trouble().reason());
    assertTrue(fake("bad").closed);
  }

  @Test
  void oneThatGreetsFirst() throws IOException {
    byte[] greeting = "\033[31mWelcome to bad\nmore".getBytes(StandardCharsets.UTF_8);
    othersGoOn(() -> fake("bad").say(greeting), "speaks before conctop does: ?[31mWelcome to bad");
    assertTrue(links.link(1).trouble().remedy().contains("shell"));
  }

  @Test
  void oneThatSendsGarbageBehindAGoodHead() throws IOException {
    fake("bad").look(5);
    othersGoOn(() -> fake("bad").say(new byte[4096]), "damaged");
  }

  @Test
  void oneThatFloods() throws IOException {
    fake("bad").look(5);
    byte[] flood = new byte[8 << 20];
    othersGoOn(() -> fake("bad").say(flood), "damaged");
  }

  @Test
  void oneThatIsNotThere() throws IOException {
    othersGoOn(
        () ->
            fake("bad").end(255, "ssh: Could not resolve hostname bad: Name or service not known"),
        "Could not resolve hostname bad");
  }

  @Test
  void oneThatIsSilentIsWaitedForBesideTheOthers() throws IOException {
    for (int second = 1; second <= 22; second++) {
      fake("good").look(second * SECOND);
      turn(second);
      assertEquals(Phase.LIVE, links.link(0).phase());
    }
    assertEquals(Phase.FAILED, links.link(1).phase());
    assertTrue(links.link(1).trouble().reason().contains("nothing has come for 22 s"));
  }

  @Test
  void comesBackWithAFeedOfItsOwn() throws IOException {
    fake("bad").look(50 * SECOND);
    turn(1);
    assertEquals(Phase.LIVE, links.link(1).phase());
    Fake before = fake("bad");
    before.end(255, "Connection reset by peer");
    turn(2);
    assertEquals(Phase.STALE, links.link(1).phase());
    turn(3.1);
    assertFalse(before.equals(fake("bad")));
    fake("bad").look(3);
    turn(3.2);
    assertEquals(Phase.LIVE, links.link(1).phase());
    assertEquals(List.of("1 conctop 9", "1 conctop 9"), heard);
  }

  @Test
  void saysNowAndThenThatSomebodyListens() throws IOException {
    for (int second = 1; second <= 31; second++) {
      fake("good").look(second * SECOND);
      turn(second);
    }
    long leases = fake("good").asked.stream().filter(line -> line.startsWith("lease ")).count();
    assertEquals(2, leases);
  }

  @Test
  void onlySoManyConnectAtATime() {
    List<Address> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(Address.parse("host" + i));
    }
    List<String> opened = new ArrayList<>();
    Links all =
        new Links(
            many,
            (to, _) -> {
              opened.add(to.written());
              return new Fake();
            },
            new Links.Wish("conctop feed", SECOND),
            new SplittableRandom(1),
            this,
            0);
    all.turn(0);
    all.turn(1);
    assertEquals(Links.MOST_OPENING, opened.size());
    all.close();
  }
}
