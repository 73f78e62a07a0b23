package dev.conctop.term;

/** What came of the wish for a full screen. */
public sealed interface Opening permits TerminalSession, NotATerminal {}
