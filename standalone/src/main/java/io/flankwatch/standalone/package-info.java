/// Both services in one process and on one port, with all that they need: what a newcomer runs first.
///
/// Everything listens on loopback only. What is recorded is as safe as on any PostgreSQL: the embedded one syncs every commit, keeps its data between
/// starts, and is found and taken over when the process before was killed. The views are in memory and come back from the ledger at every start.
@NullMarked
package io.flankwatch.standalone;

import org.jspecify.annotations.NullMarked;
