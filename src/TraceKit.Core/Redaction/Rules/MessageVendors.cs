namespace TraceKit.Redaction.Rules;

/// <summary>Chats, bots and mail.</summary>
internal static class MessageVendors
{
    public static IReadOnlyList<SecretRule> Rules { get; } =
    [
        Token.Like("slack-token", ["xox"], @"xox[a-z](?:\.xox[a-z])?-[A-Za-z0-9-]{10}", Token.Url, 6),
        Token.Of("slack-app-token", "xapp-", "[0-9A-Za-z-]", 12),
        Token.Like("slack-webhook", ["hooks.slack.com/"], @"hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9]{8,12}/[A-Za-z0-9/]{24}", "[A-Za-z0-9/]", 32),
        Token.Like("discord-webhook", ["discord.com/api/webhooks/", "discordapp.com/api/webhooks/"], @"discord(?:app)?\.com/api/webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60}", "[0-9/A-Za-z_-]", 60),
        Token.Around("telegram-token", [":AA"], @"\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}", 10, 8),
        Token.Like("sendgrid-key", ["SG."], @"SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16}", Token.Url, 16),
        Token.Of("mailgun-key", "key-", Token.Hex, 32),
        Token.Around("mailchimp-key", ["-us"], @"\b[a-f0-9]{32}-us[0-9]{1,2}\b", 32),
        Token.Of("brevo-key", ["xkeysib-", "xsmtpsib-"], Token.Hex, 64),
        Token.Like("resend-key", ["re_"], @"re_[A-Za-z0-9]{8}_[A-Za-z0-9]{20}", Token.Snake, 28),
    ];
}
