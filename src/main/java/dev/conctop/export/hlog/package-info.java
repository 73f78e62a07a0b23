/** Latencies as HdrHistogram's own log. Imports part, record and sample. */
@NullMarked
package dev.conctop.export.hlog;

import org.jspecify.annotations.NullMarked;
