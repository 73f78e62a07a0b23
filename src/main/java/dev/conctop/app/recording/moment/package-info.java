/** Times in a recording, as people write them. Imports catalog, record and sample. */
@NullMarked
package dev.conctop.app.recording.moment;

import org.jspecify.annotations.NullMarked;
