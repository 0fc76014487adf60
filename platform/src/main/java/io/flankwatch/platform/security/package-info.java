/// Who asks: one chain of filters for both services, JWTs of any OIDC issuer, and the roles that each endpoint needs.
///
/// No endpoint is open by omission: a controller method of ours that does not say which roles it needs stops the start.
@NullMarked
package io.flankwatch.platform.security;

import org.jspecify.annotations.NullMarked;
