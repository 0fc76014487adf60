/// Large answers to reads go out compressed to whoever takes that, and a compressed answer is another one than the plain one: it has a tag of its own.
@NullMarked
package io.flankwatch.platform.compression;

import org.jspecify.annotations.NullMarked;
