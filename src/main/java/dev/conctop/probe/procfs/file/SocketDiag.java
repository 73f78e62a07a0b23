package dev.conctop.probe.procfs.file;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks the kernel which two sockets of the Unix family are connected (sock_diag(7), unix_diag),
 * which no file of procfs says. For our own network name space.
 */
final class SocketDiag {
  private static final int NETLINK = 16;
  private static final int RAW_CLOSED_ON_EXEC = 3 | 0x80000;
  private static final int ABOUT_SOCKETS = 4;
  private static final int DO_NOT_WAIT = 0x40;

  private static final int HEADER = 16;
  private static final int REQUEST = HEADER + 24;
  private static final short BY_FAMILY = 20;
  private static final short ALL_OF_THEM = 0x301;
  private static final int UNIX = 1;
  private static final int SHOW_PEER = 4;

  /** Its inode stands behind family, type, state and padding; attributes behind the cookie. */
  private static final int INODE = HEADER + 4;

  private static final int ATTRIBUTES = HEADER + 16;
  private static final int PEER = 2;

  private static final int ROOM = 1 << 16;

  private static final MethodHandle SOCKET = NativeReader.bind("socket");
  private static final MethodHandle SEND = NativeReader.bind("send");
  private static final MethodHandle RECEIVE = NativeReader.bind("recv");
  private static final MethodHandle CLOSE = NativeReader.bind("close");

  private SocketDiag() {}

  /** The inodes of connected sockets, each with its peer's; empty where that cannot be asked. */
  static Map<Long, Long> unixPeers() {
    long socket = NativeReader.call(SOCKET, NETLINK, RAW_CLOSED_ON_EXEC, ABOUT_SOCKETS);
    Map<Long, Long> peers = new HashMap<>();
    if ((int) socket < 0) {
      return peers;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment room = arena.allocate(ROOM);
      room.set(JAVA_INT_UNALIGNED, 0, REQUEST);
      room.set(JAVA_SHORT_UNALIGNED, 4, BY_FAMILY);
      room.set(JAVA_SHORT_UNALIGNED, 6, ALL_OF_THEM);
      room.set(JAVA_INT_UNALIGNED, HEADER, UNIX);
      room.set(JAVA_INT_UNALIGNED, HEADER + 4, -1);
      room.set(JAVA_INT_UNALIGNED, HEADER + 12, SHOW_PEER);
      if (NativeReader.call(SEND, socket, room.address(), REQUEST) == REQUEST) {
        long length = receive(socket, room);
        while (length > 0 && read(room, length, peers)) {
          length = receive(socket, room);
        }
      }
    } finally {
      NativeReader.call(CLOSE, socket, 0, 0);
    }
    return peers;
  }

  private static long receive(long socket, MemorySegment room) {
    return NativeReader.call(RECEIVE, socket, room.address(), ROOM, DO_NOT_WAIT);
  }

  /** Whether more is to come. */
  private static boolean read(MemorySegment room, long length, Map<Long, Long> peers) {
    long at = 0;
    while (at + HEADER <= length) {
      int size = room.get(JAVA_INT_UNALIGNED, at);
      if (size < HEADER || at + size > length) {
        return false;
      }
      if (room.get(JAVA_SHORT_UNALIGNED, at + 4) != BY_FAMILY) {
        // The end of the list, or a refusal.
        return false;
      }
      long inode = room.get(JAVA_INT_UNALIGNED, at + INODE) & 0xffff_ffffL;
      for (long item = at + ATTRIBUTES; item + 8 <= at + size; ) {
        int bytes = room.get(JAVA_SHORT_UNALIGNED, item) & 0xffff;
        if (room.get(JAVA_SHORT_UNALIGNED, item + 2) == PEER) {
          peers.put(inode, room.get(JAVA_INT_UNALIGNED, item + 4) & 0xffff_ffffL);
        }
        item += Math.max(4, bytes + 3 & ~3);
      }
      at += size + 3 & ~3;
    }
    return true;
  }
}
