using System.Text.Json;
using TraceKit.Models;

namespace PlanAndAct.Agent;

/// <summary>What a reply was understood as.</summary>
internal readonly record struct ReplyReading(LlmCallStatus Status, JsonElement? Parsed);
