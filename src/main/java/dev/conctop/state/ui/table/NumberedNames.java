package dev.conctop.state.ui.table;

/** Names in the order in which people count: {@code worker-2} before {@code worker-10}. */
final class NumberedNames {
  private NumberedNames() {}

  static int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      if (digit(a, i) && digit(b, j)) {
        int endA = endOfNumber(a, i);
        int endB = endOfNumber(b, j);
        int order = numbers(a.substring(i, endA), b.substring(j, endB));
        if (order != 0) {
          return order;
        }
        i = endA;
        j = endB;
      } else {
        int order = Character.compare(lower(a, i++), lower(b, j++));
        if (order != 0) {
          return order;
        }
      }
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  private static char lower(String text, int at) {
    return Character.toLowerCase(text.charAt(at));
  }

  private static boolean digit(String text, int at) {
    return text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static int endOfNumber(String text, int from) {
    int end = from;
    while (end < text.length() && digit(text, end)) {
      end++;
    }
    return end;
  }

  /** Without leading zeros the longer number is the larger one, however long both are. */
  private static int numbers(String a, String b) {
    String bareA = a.replaceFirst("^0+(?=.)", "");
    String bareB = b.replaceFirst("^0+(?=.)", "");
    int longer = Integer.compare(bareA.length(), bareB.length());
    return longer != 0 ? longer : bareA.compareTo(bareB);
  }
}
