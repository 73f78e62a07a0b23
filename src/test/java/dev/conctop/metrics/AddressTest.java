package dev.conctop.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9464 | http://127.0.0.1:9464 | true",
        ":1234 | http://127.0.0.1:1234 | true",
        "127.0.0.1 | http://127.0.0.1:9464 | true",
        "127.0.0.2:0 | http://127.0.0.2:0 | true",
        "0.0.0.0:9464 | http://0.0.0.0:9464 | false",
        "[::1]:80 | http://[0:0:0:0:0:0:0:1]:80 | true",
        "[::1] | http://[0:0:0:0:0:0:0:1]:9464 | true",
        "192.0.2.7:1 | http://192.0.2.7:1 | false"
      })
  void isReadAsPeopleWriteIt(String written, String url, boolean loopback) {
    Address address = Address.read(written);
    assertEquals(url, address.url());
    assertEquals(loopback, address.isLoopback());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1:99999 | is no port from 0 to 65535",
        "127.0.0.1:http | is no port",
        "127.0.0.1: | is no port",
        "::1 | stands in brackets",
        "[::1 | no address",
        "no-such-host.invalid:1 | no such host"
      })
  void whatIsNoneIsSaid(String written, String said) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> Address.read(written)).getMessage());
    assertTrue(message.contains(said), message);
  }

  @Test
  void loopbackIsTheUsual() {
    assertTrue(Address.usual().isLoopback());
    assertEquals(9464, Address.usual().port());
  }
}
