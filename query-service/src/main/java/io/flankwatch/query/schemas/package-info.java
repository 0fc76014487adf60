/// What each stored type looks like, for whoever reads the feed.
@NullMarked
package io.flankwatch.query.schemas;

import org.jspecify.annotations.NullMarked;
