/**
 * Other machines: their addresses, the system's ssh to them, how a connection lives, and the feed
 * that comes over it. What comes from there is data and is not believed. Imports record, catalog
 * and sample.
 */
@NullMarked
package dev.conctop.remote;

import org.jspecify.annotations.NullMarked;
