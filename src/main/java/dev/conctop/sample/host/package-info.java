/** Cores, disks, networks and pressure. Imports figure. */
@NullMarked
package dev.conctop.sample.host;

import org.jspecify.annotations.NullMarked;
