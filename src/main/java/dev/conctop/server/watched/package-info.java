/**
 * Servers of the JVM that are watched themselves: they answer as the loopback server does, and
 * speak of their threads and loops on the wire. Imports server, concurrency, wire, sample, process
 * and Netty.
 */
@NullMarked
package dev.conctop.server.watched;

import org.jspecify.annotations.NullMarked;
