package dev.tare.controller.campaign;

/** Why a cell cannot be measured here, and what to do about it (empty where there is nothing to say). */
record Unavailable(String reason, String remedy) {}
