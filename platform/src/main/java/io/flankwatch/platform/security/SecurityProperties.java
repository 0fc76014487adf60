package io.flankwatch.platform.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the tokens of an issuer say who somebody is. A claim inside another one is named with a dot between the two.
///
/// @param rolesClaims    arrays of role names; all of them count
/// @param clearanceClaim the highest marking that the token's holder may see
/// @param clientClaims   the first one that is there names the client
@ConfigurationProperties("flankwatch.security")
record SecurityProperties(
        @DefaultValue({"roles", "realm_access.roles"}) List<String> rolesClaims,
        @DefaultValue("clearance") String clearanceClaim,
        @DefaultValue({"azp", "client_id"}) List<String> clientClaims) {}
