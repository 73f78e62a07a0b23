/**
 * What every process of ours that another of ours has started does about itself. Imports the JDK.
 */
@NullMarked
package dev.conctop.process;

import org.jspecify.annotations.NullMarked;
