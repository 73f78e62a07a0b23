package dev.conctop.pty;

/** Signals that tests send, with Linux's numbers. */
public enum Signal {
  HUP(1),
  INT(2),
  QUIT(3),
  KILL(9),
  TERM(15),
  CONT(18),
  STOP(19),
  TSTP(20);

  final int number;

  Signal(int number) {
    this.number = number;
  }
}
