/**
 * What a look is made of besides threads: clocks, quotas, deep views, how often causes are asked
 * for. Imports probe, launch and sample.
 */
@NullMarked
package dev.conctop.source.look;

import org.jspecify.annotations.NullMarked;
