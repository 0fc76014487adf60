/// Brings the database to the version of this build, and ends: a process of its own, with roles that no service has.
@NullMarked
package io.flankwatch.command.migration;

import org.jspecify.annotations.NullMarked;
