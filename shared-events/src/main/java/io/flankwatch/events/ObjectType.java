package io.flankwatch.events;

/// What crossed or struck; the coarser words are for sources that say no more.
public enum ObjectType {
    UAV,
    OWA_UAV,
    DECOY_UAV,
    ISR_UAV,
    FPV_UAV,
    LOITERING_MUNITION,
    MISSILE,
    CRUISE_MISSILE,
    BALLISTIC_MISSILE,
    AEROBALLISTIC_MISSILE,
    GUIDED_BOMB,
    ROCKET,
    SAM_DEBRIS,
    HELICOPTER,
    CREWED_AIRCRAFT,
    BALLOON,
    OTHER,
    UNKNOWN
}
