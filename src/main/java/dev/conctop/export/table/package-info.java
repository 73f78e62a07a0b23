/** Facts as lines of tables: CSV and NDJSON. Imports part, record, report.part and sample. */
@NullMarked
package dev.conctop.export.table;

import org.jspecify.annotations.NullMarked;
