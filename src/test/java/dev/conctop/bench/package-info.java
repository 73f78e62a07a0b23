/**
 * Benchmarks with a main, run by hand or by make; no test calls them. Those of one package's inner
 * parts are in that package and end in Bench too.
 */
package dev.conctop.bench;
