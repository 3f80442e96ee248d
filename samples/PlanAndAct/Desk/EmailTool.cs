using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanAndAct.Desk;

/// <summary>The tool that talks to customers.</summary>
internal static class EmailTool
{
    public static DeskTool Instance { get; } = new(
        "send_email", "Sends an email to a customer.", ToolSchemas.Of("to:string", "subject:string", "body:string"), Send);

    private static ToolOutcome Send(Shop shop, JsonElement arguments)
    {
        if (shop.IsMailGatewayBroken)
        {
            throw new InvalidOperationException("The mail gateway closed the connection while it was in use.");
        }

        string to = arguments.GetProperty("to").GetString()!;
        if (!to.Contains('@', StringComparison.Ordinal))
        {
            return ToolOutcome.Failure("invalid_address", $"'{to}' is no email address.");
        }

        shop.Outbox.Add(new SentEmail(to, arguments.GetProperty("subject").GetString()!, arguments.GetProperty("body").GetString()!));
        return ToolOutcome.Success(new JsonObject { ["sent_to"] = to });
    }
}
