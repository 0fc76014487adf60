/// The in-memory MongoDB server's collections as the views need them: of many small documents, with as little in the heap and as little work for each as can be.
@NullMarked
package io.flankwatch.standalone.memory;

import org.jspecify.annotations.NullMarked;
