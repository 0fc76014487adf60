/// Holds every rendered overlay, the images' files and the compose file against what would refuse them, or fail, where they are used.
@NullMarked
package io.flankwatch.k8s;

import org.jspecify.annotations.NullMarked;
