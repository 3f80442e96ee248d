namespace TraceKit.Redaction.Rules;

/// <summary>Payments and shops.</summary>
internal static class PaymentVendors
{
    public static IReadOnlyList<SecretRule> Rules { get; } =
    [
        Token.Of("stripe-key", ["sk_live_", "rk_live_", "sk_test_", "rk_test_"], Token.Word, 16),
        Token.Of("stripe-webhook-secret", "whsec_", Token.Word, 28),
        Token.Of("square-token", ["sq0atp-", "sq0csp-", "sq0idp-"], Token.Url, 20),
        Token.Like("braintree-token", ["access_token$"], @"access_token\$(?:production|sandbox)\$[a-z0-9]{12,24}\$[a-f0-9]{32}", "[a-z0-9$]", 40),
        Token.Of("shopify-token", ["shpat_", "shpca_", "shppa_", "shpss_"], "[a-fA-F0-9]", 32),
        Token.Of("razorpay-key", ["rzp_live_", "rzp_test_"], Token.Word, 14),
        Token.Of("plaid-token", ["access-production-", "access-sandbox-", "access-development-"], "[a-f0-9-]", 36),
        Token.Of("easypost-key", ["EZAK", "EZTK"], Token.Word, 54),
        Token.Of("flutterwave-key", ["FLWSECK-", "FLWSECK_TEST-"], Token.Word, 28),
        Token.Of("duffel-token", ["duffel_live_", "duffel_test_"], Token.Url, 40),
    ];
}
