package dev.conctop.sample.jvm;

import java.util.List;

/**
 * Who holds what others wait for, themselves waited for in turn: as of a JVM's last dump, by its
 * monitors.
 *
 * @param owner the thread at the end of it, which waits for nobody's monitor
 * @param state its {@code Thread.State}
 * @param at where it is: class and method; empty when there is no Java frame
 * @param waiters how many threads wait for it, directly or for one that does
 * @param longest the names of the longest row of them, from the last waiter to the owner
 */
public record LockChain(String owner, String state, String at, int waiters, List<String> longest) {
  public LockChain {
    longest = List.copyOf(longest);
  }
}
