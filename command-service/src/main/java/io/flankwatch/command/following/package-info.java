/// What the service does by itself because of what was recorded: it follows the ledger, and remembers in PostgreSQL how far it has come.
@NullMarked
package io.flankwatch.command.following;

import org.jspecify.annotations.NullMarked;
