/** Benchmarks with a main, run by hand; no test calls them. */
package dev.conctop.bench;
