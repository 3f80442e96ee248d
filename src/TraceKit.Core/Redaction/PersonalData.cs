namespace TraceKit.Redaction;

/// <summary>Rules for data about people; not part of <see cref="Secrets"/>, because training text needs it more often than not.</summary>
public static class PersonalData
{
    /// <summary>E-mail addresses, payment cards and bank accounts; add them with <c>Secrets.Default.With(PersonalData.Default.Rules)</c>.</summary>
    /// <remarks>Digits occur nearly everywhere, so these rules cost more than the rules for secrets.</remarks>
    public static RedactionPolicy Default { get; } = RedactionPolicy.None.With(
        new SecretRule("email", ["@"], @"@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}\b") { Search = Mailboxes.Next },
        new SecretRule("payment-card", ["2", "3", "4", "5", "6"], @"\b[2-6](?:[ -]?[0-9]){12,18}\b", SecretCheck.Luhn) { Search = PaymentCards.Next },
        new SecretRule("iban", ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], @"\b[A-Z]{2}[0-9]{2} ?[A-Z0-9]{4}", SecretCheck.Iban) { Search = BankAccounts.Next });
}
