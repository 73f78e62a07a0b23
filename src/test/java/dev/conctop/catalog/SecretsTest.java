package dev.conctop.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords do not get into documents. */
class SecretsTest {
  @ParameterizedTest
  @CsvSource({
    "password, hush, ***",
    "password, '', ''",
    "user, ann, ann",
    "sql, SELECT password=1, SELECT password=1",
    "jdbc-url, jdbc:h2:tcp://127.0.0.1:9/mem:x, jdbc:h2:tcp://127.0.0.1:9/mem:x",
    "jdbc-url, 'jdbc:h2:x;PASSWORD=hush;USER=ann', 'jdbc:h2:x;PASSWORD=***;USER=ann'",
    "jdbc-url, jdbc:postgresql://h/db?user=a&password=hu=sh&ssl=true,"
        + " jdbc:postgresql://h/db?user=a&password=***&ssl=true",
    "jdbc-url, jdbc:postgresql://h/db?sslpassword=hush, jdbc:postgresql://h/db?sslpassword=***",
    "jdbc-url, jdbc:mysql://ann:hush@h/db, jdbc:mysql://ann:***@h/db",
    "jdbc-url, jdbc:mysql://ann:hu@sh@h/db, jdbc:mysql://ann:***@h/db",
    "jdbc-url, jdbc:oracle:thin:ann/hush@h:1521/x, jdbc:oracle:thin:ann/***@h:1521/x",
    "url, https://ann:hush@h/p?token=hush, https://ann:***@h/p?token=***",
    "url, https://h:8080/a@b, https://h:8080/a@b"
  })
  void theyAreMasked(String parameter, String value, String shown) {
    assertEquals(shown, Secrets.masked(parameter, value));
  }

  @Test
  void aCommandLineIsMaskedWordByWord() {
    assertEquals(
        "java -Dpassword=*** -Durl=jdbc:x://a:***@host Main",
        Secrets.maskedWords("java -Dpassword=geheim -Durl=jdbc:x://a:geheim@host Main"));
    assertEquals("make  all X=1", Secrets.maskedWords("make  all X=1"));
    assertEquals("", Secrets.maskedWords(""));
  }
}
