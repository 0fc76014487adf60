/// What operators and auditors can learn of the views without seeing what is in them.
@NullMarked
package io.flankwatch.query.views;

import org.jspecify.annotations.NullMarked;
