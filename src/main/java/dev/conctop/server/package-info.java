/**
 * The third process: a loopback server that answers after a chosen delay. Imports process, catalog
 * and Netty.
 */
@NullMarked
package dev.conctop.server;

import org.jspecify.annotations.NullMarked;
