package dev.conctop.view.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where figures lie beside each other. */
class ScaleTest {
  @Test
  void figuresOfOneSizeBeginAtNothing() {
    Scale scale = Scale.of(List.of(200.0, 400.0, Double.NaN, Double.POSITIVE_INFINITY));
    assertFalse(scale.log());
    assertEquals(0, scale.share(0), 1e-9);
    assertEquals(200 / 440.0, scale.share(200), 1e-9);
    assertEquals(1, scale.share(1e9));
    assertTrue(Double.isNaN(scale.share(Double.NaN)));
  }

  @Test
  void figuresFarApartLieByTheirPowersOfTen() {
    Scale scale = Scale.of(List.of(1.0, 1000.0));
    assertTrue(scale.log());
    double one = scale.share(1);
    double ten = scale.share(10);
    assertTrue(one > 0.05, "the smallest is seen");
    assertEquals(ten - one, scale.share(100) - ten, 1e-9);
    assertEquals(0, scale.share(0.001));
  }

  @Test
  void nothingIsNoMistake() {
    assertEquals(0, Scale.of(List.of()).share(0));
    assertEquals(0, Scale.of(List.of(0.0)).share(0));
    assertEquals(0, Scale.of(List.of(Double.NaN)).share(-3));
  }
}
