/// The demo case, told to the running server over HTTP as its users would, and its timeline in print.
@NullMarked
package io.flankwatch.standalone.demo;

import org.jspecify.annotations.NullMarked;
