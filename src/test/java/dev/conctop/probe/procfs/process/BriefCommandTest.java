package dev.conctop.probe.procfs.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines in short. */
class BriefCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java -cp x Main | java Main",
        "/usr/lib/jvm/bin/java -Xmx1g -cp a:b --add-opens java.base/x=ALL org.acme.Main 8080 | java Main",
        "java -Dx=y -jar /opt/app/a.jar --port 1 | java a.jar",
        "java -p mods -m org.acme/org.acme.Main | java Main",
        "java @options /home/me/Prog.java | java Prog.java",
        "java -version | java",
        "java @all | java",
        "python3 -m mod serve | python3 -m mod",
        "/usr/bin/python3.11 -X dev -u /srv/web.py --debug | python3.11 web.py",
        "python3 -Im http.server | python3 -Im http.server",
        "python3 -c print(1) | python3 -c print(1)",
        "python3 - | python3",
        "node --require ./a.js --max-old-space-size=99 /srv/script.js | node script.js",
        "nodejs /srv/script.js | nodejs script.js",
        "node -e 1 | node -e 1",
        "ruby -I lib -rjson /srv/app.rb | ruby app.rb",
        "ruby3.1 bin/rails server | ruby3.1 rails",
        "perl -w -I lib tool.pl | perl tool.pl",
        "perl -ne print | perl -ne print",
        "sh -c sleep | sh -c sleep",
        "bash -o pipefail -ec make | bash -ec make",
        "/bin/sh /etc/init.d/x start | sh x",
        "-bash | -bash",
        "bash /dev/fd/3 x | bash /dev/fd/3",
        "/usr/sbin/nginx -g daemon | nginx",
        "/usr/lib/ | lib",
        "/ | /",
      })
  void isWhatAPersonCallsIt(String words, String brief) {
    assertEquals(brief, BriefCommand.of(List.of(words.split(" ")), "comm"));
  }

  @Test
  void aTitleIsKeptAndNothingIsTheName() {
    String title = "postgres: writer process   ";
    assertEquals(title, BriefCommand.of(List.of(title), "postgres"));
    assertEquals("kworker/0:1", BriefCommand.of(List.of(), "kworker/0:1"));
    assertEquals("comm", BriefCommand.of(List.of("", "x"), "comm"));
    assertEquals("sh -c a && b", BriefCommand.of(List.of("sh", "-c", "a && b"), "sh"));
    assertEquals("java", BriefCommand.of(List.of("java", "-jar"), "java").strip());
  }
}
