namespace PlanAndAct.Desk;

internal sealed record SentEmail(string To, string Subject, string Body);
