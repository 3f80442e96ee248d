using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OpenAIChat;
using TraceKit.Agents;

namespace PlanAndAct.Models;

/// <summary>Turns the current step into tool calls, with what earlier tools have shown.</summary>
internal static class ScriptedExecutor
{
    public static ChatMessage Reply(ReadPrompt prompt, Dice dice)
    {
        string intent = prompt.Intent;
        if (intent.StartsWith("Report", StringComparison.Ordinal))
        {
            return Json(Report(prompt), prompt, dice);
        }

        (string Tool, JsonObject Arguments)[] calls = [.. CallsFor(intent, prompt, dice)];
        if (calls.Length == 0)
        {
            return Json(Replan($"I do not know enough to '{intent}'."), prompt, dice);
        }

        string? failure = FailureOf(calls[0].Tool, prompt.Observation);
        if (failure is not (null or "timeout" or "invalid_arguments"))
        {
            return Json(Replan($"{calls[0].Tool} failed: {failure}."), prompt, dice);
        }

        if (failure is null && !prompt.Observation.Contains("tool_not_found", StringComparison.Ordinal))
        {
            Slip(calls, dice);
        }

        return new ChatMessage(ChatRole.Assistant, [.. calls.Select((call, index) => ToCall(call, index, prompt))]);
    }

    private static IEnumerable<(string Tool, JsonObject Arguments)> CallsFor(string intent, ReadPrompt prompt, Dice dice)
    {
        string[] words = intent.Split(' ');
        string[] ids = [.. prompt.OrdersIn(intent)];
        string? email = words.FirstOrDefault(word => word.Contains('@', StringComparison.Ordinal));
        JsonElement? order = ids.Length > 0 ? prompt.KnownOrder(ids[0]) : email is null ? null : prompt.LatestOrderOf(email);
        return words[0] switch
        {
            "Look" => ids.Select(id => ("find_order", new JsonObject { ["order_id"] = id })),
            "List" when email is not null => [("list_orders", new JsonObject { ["email"] = email })],
            "Check" when order is { } known => [("check_stock", new JsonObject { ["sku"] = Text(known, "sku") })],
            "Refund" when order is { } known => [("refund_order", OnOrder(known, "amount", Amount(known, intent, dice)))],
            "Request" when order is { } known => [("request_approval", OnOrder(known, "reason", prompt.Goal))],
            "Ship" => ids.Select(id => ("ship_replacement", new JsonObject { ["order_id"] = id })),
            "Cancel" => ids.Select(id => ("cancel_order", new JsonObject { ["order_id"] = id })),
            "Change" => ids.Select(id => ("change_address", new JsonObject { ["order_id"] = id, ["address"] = intent.Split('\'')[1] })),
            "Email" when email is not null && order is { } known => [Email(known, intent)],
            "Email" => ids.Select(prompt.KnownOrder).OfType<JsonElement>().Select(known => Email(known, intent)),
            _ => [],
        };
    }

    private static JsonObject OnOrder(JsonElement order, string member, JsonNode value) =>
        new() { ["order_id"] = Text(order, "order_id"), [member] = value };

    /// <summary>Sometimes the shipping costs are refunded although they should not be.</summary>
    private static decimal Amount(JsonElement order, string intent, Dice dice)
    {
        bool keepsShipping = intent.Contains("without the shipping", StringComparison.Ordinal);
        bool overlooksIt = dice.OneIn(2);
        return order.GetProperty(keepsShipping && !overlooksIt ? "price" : "paid").GetDecimal();
    }

    private static (string, JsonObject) Email(JsonElement order, string intent)
    {
        string topic = intent[(intent.IndexOf(" about ", StringComparison.Ordinal) + " about the ".Length)..];
        string id = Text(order, "order_id");
        return ("send_email", new JsonObject
        {
            ["to"] = Text(order, "email"),
            ["subject"] = $"Your order {id}: {topic}",
            ["body"] = $"Dear {Text(order, "customer")}, this is about the {topic} of your order {id}. We are sorry for the trouble.",
        });
    }

    /// <summary>Now and then a tool that does not exist, or a number in quotes.</summary>
    private static void Slip((string Tool, JsonObject Arguments)[] calls, Dice dice)
    {
        switch (calls[0].Tool)
        {
            case "find_order" when dice.OneIn(10):
                calls[0].Tool = "lookup_order";
                break;
            case "send_email" when dice.OneIn(10):
                calls[0].Tool = "notify_customer";
                break;
            case "refund_order" when dice.OneIn(5):
                calls[0].Arguments["amount"] = calls[0].Arguments["amount"]!.GetValue<decimal>().ToString(CultureInfo.InvariantCulture);
                break;
        }
    }

    private static AgentAction Report(ReadPrompt prompt)
    {
        string answer = prompt.LastFailure is { } failure && !prompt.HasActed
            ? $"Not possible: {failure}"
            : $"Done: {prompt.Goal}";
        return new AgentAction { ActionType = "finish", IsFinal = true, FinalAnswer = answer, Rationale = "Nothing is left to do." };
    }

    private static AgentAction Replan(string why) => new() { ActionType = "replan", Rationale = why };

    private static ChatMessage Json(AgentAction action, ReadPrompt prompt, Dice dice) =>
        new(ChatRole.Assistant, OffMoments.Say(ReadableJson.Of(new ExecutorOutput { Action = action }, ExecutorOutput.EventType.Json), prompt, dice));

    private static FunctionCallContent ToCall((string Tool, JsonObject Arguments) call, int index, ReadPrompt prompt)
    {
        string source = string.Create(CultureInfo.InvariantCulture, $"{prompt.Length}\n{prompt.LastText}\n{index}");
        string id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)))[..12];
        string arguments = ReadableJson.Of(call.Arguments);
        return ToolCallText.Call($"call_{id}", call.Tool, arguments, raw: arguments);
    }

    private static string? FailureOf(string tool, string observation)
    {
        string start = $"{tool} failed (";
        int at = observation.IndexOf(start, StringComparison.Ordinal);
        return at < 0 ? null : observation[(at + start.Length)..observation.IndexOf(')', at)];
    }

    private static string Text(JsonElement order, string member) => order.GetProperty(member).GetString()!;
}
