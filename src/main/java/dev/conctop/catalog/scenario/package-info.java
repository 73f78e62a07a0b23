/** What a prepared run is to show. Imports catalog. */
@NullMarked
package dev.conctop.catalog.scenario;

import org.jspecify.annotations.NullMarked;
