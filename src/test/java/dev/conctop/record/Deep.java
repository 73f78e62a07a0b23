package dev.conctop.record;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Facts as text, with all that is in them: some of what they hold has no equality of its own. */
final class Deep {
  private Deep() {}

  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing";
      case Budget budget -> text(budget);
      case Histogram histogram -> histogram.getTotalCount() + " " + histogram.hashCode();
      case long[] numbers -> Arrays.toString(numbers);
      case Optional<?> maybe -> maybe.map(Deep::text).orElse("empty");
      case Map<?, ?> map -> {
        Map<String, String> sorted = new TreeMap<>();
        map.forEach((key, each) -> sorted.put(text(key), text(each)));
        yield sorted.toString();
      }
      case Collection<?> all -> all.stream().map(Deep::text).toList().toString();
      case Record fields -> text(fields);
      default -> value.toString();
    };
  }

  private static String text(Budget budget) {
    StringBuilder text = new StringBuilder("wall " + budget.wallNanos());
    text.append(" misfit ").append(budget.misfitNanos());
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      text.append(' ').append(part.key()).append(' ').append(budget.nanos(part));
      text.append(' ').append(budget.fidelity(part));
    }
    return text.toString();
  }

  private static String text(Record fields) {
    StringBuilder text = new StringBuilder(fields.getClass().getSimpleName()).append('(');
    try {
      for (RecordComponent component : fields.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        text.append(component.getName()).append('=');
        text.append(text(component.getAccessor().invoke(fields))).append(' ');
      }
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    return text.append(')').toString();
  }
}
