package dev.conctop;

/** Entry point of the observer. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("conctop");
  }
}
