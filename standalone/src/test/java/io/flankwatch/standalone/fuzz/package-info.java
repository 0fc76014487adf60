/// Every endpoint that the running standalone says it has is sent what nobody should send.
@NullMarked
package io.flankwatch.standalone.fuzz;

import org.jspecify.annotations.NullMarked;
