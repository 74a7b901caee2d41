package dev.tare.controller.campaign;

/** Hears what a campaign does, in order, from one thread at a time; it must return at once. */
@FunctionalInterface
public interface CampaignListener {

    void on(CampaignEvent event);

    /** Calls this listener, then another. */
    default CampaignListener then(CampaignListener next) {
        return event -> {
            on(event);
            next.on(event);
        };
    }
}
