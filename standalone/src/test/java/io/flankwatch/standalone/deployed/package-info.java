/// Both services as they are deployed, each in processes of its own behind the gateway: what callers notice when processes are replaced, what
/// operators see, and a real issuer.
@NullMarked
package io.flankwatch.standalone.deployed;

import org.jspecify.annotations.NullMarked;
