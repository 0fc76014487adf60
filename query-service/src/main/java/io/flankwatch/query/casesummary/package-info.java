/// What a case comes to: where it stands, what was recorded, how many people were harmed, what may be done to whom, what is watched for.
///
/// The documents keep what each entry contributes together with its marking; every figure is computed when it is asked for, from what
/// the reader may see.
@NullMarked
package io.flankwatch.query.casesummary;

import org.jspecify.annotations.NullMarked;
