package dev.conctop.sample.jvm;

/**
 * One thread in the JVM's own words, as of the last dump.
 *
 * @param tid the kernel's number, in the observer's name space
 * @param name cleaned
 * @param state as {@code Thread.State} and the reason in brackets; empty for the JVM's own threads
 * @param waitsFor the class of the monitor or lock that it waits for; empty for none
 * @param owner the name of the thread that holds it; empty when nobody does or it is not told
 * @param ownerTid that thread's number; 0 when it is not known
 * @param at where it is: class and method; empty when there is no Java frame
 */
public record JvmThread(
    int tid, String name, String state, String waitsFor, String owner, int ownerTid, String at) {
  /** How the state begins of a thread that has a virtual one on it, in place of a state's name. */
  public static final String CARRYING = "CARRYING";
}
