/// The command-service: takes commands, decides, appends to the ledger. One package per feature of the case.
@NullMarked
package io.flankwatch.command;

import org.jspecify.annotations.NullMarked;
